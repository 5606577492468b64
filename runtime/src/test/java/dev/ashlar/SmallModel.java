package dev.ashlar;

import static dev.ashlar.layer.ActivateLayer.activate;
import static dev.ashlar.layer.AvgPool2DLayer.avgPool2D;
import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.DropoutLayer.dropout;
import static dev.ashlar.layer.ELULayer.elu;
import static dev.ashlar.layer.GELULayer.gelu;
import static dev.ashlar.layer.GlobalAvgPool2DLayer.globalAvgPool2D;
import static dev.ashlar.layer.LayerNormLayer.layerNorm;
import static dev.ashlar.layer.LeakyReLULayer.leakyReLU;
import static dev.ashlar.layer.MaxPool2DLayer.maxPool2D;
import static dev.ashlar.layer.PReLULayer.pReLU;
import static dev.ashlar.layer.Residual.residual;
import static dev.ashlar.layer.SELULayer.selu;
import static dev.ashlar.layer.SwishLayer.swish;

import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Models of ten classes of images for tests. */
public enum SmallModel {
  MLP {
    @Override
    void addTo(Sequential<Layer> layers) {
      layers.add(dense(128).activation(Activation.RELU));
      layers.add(dense(64).activation(Activation.RELU));
      layers.add(dense(10));
    }
  },
  LENET {
    @Override
    void addTo(Sequential<Layer> layers) {
      layers.add(conv2D(20, 5).activation(Activation.RELU));
      layers.add(maxPool2D());
      layers.add(conv2D(50, 5).activation(Activation.RELU));
      layers.add(maxPool2D());
      layers.add(dense(500).activation(Activation.RELU));
      layers.add(dense(10));
    }
  },
  /** As ResNet is made. */
  RESIDUAL {
    @Override
    void addTo(Sequential<Layer> layers) {
      layers.add(conv2D(8, 3).padding(1).useBias(false));
      layers.add(batchNorm());
      layers.add(activate(Activation.RELU));
      for (int channels : new int[] {8, 16}) {
        Sequential<Layer> body = Sequential.unplaced();
        body.add(conv2D(channels, 3).stride(channels / 8).padding(1).useBias(false));
        body.add(batchNorm());
        body.add(activate(Activation.RELU));
        body.add(conv2D(channels, 3).padding(1).useBias(false));
        body.add(batchNorm());
        layers.add(
            channels == 8 ? residual(body) : residual(body, conv2D(channels, 1).stride(2)));
        layers.add(activate(Activation.RELU));
      }
      layers.add(avgPool2D());
      layers.add(globalAvgPool2D());
      layers.add(dense(10));
    }
  },
  DROPOUT {
    @Override
    void addTo(Sequential<Layer> layers) {
      layers.add(dense(64).activation(Activation.RELU));
      layers.add(dropout(0.5));
      layers.add(dense(32).activation(Activation.RELU));
      layers.add(dropout(0.1));
      layers.add(dense(10));
    }
  },
  /** With all functions of an element that there are layers for, and the norm of a row. */
  FUNCTIONS {
    @Override
    void addTo(Sequential<Layer> layers) {
      for (Activation function : Activation.values()) {
        layers.add(dense(16).activation(function));
      }
      layers.add(layerNorm());
      layers.add(elu());
      layers.add(gelu());
      layers.add(leakyReLU(0.1));
      layers.add(pReLU());
      layers.add(selu());
      layers.add(swish());
      layers.add(dense(10));
    }
  };

  private static final int SIZE = 28;
  private static final int CLASSES = 10;

  abstract void addTo(Sequential<Layer> layers);

  /** The model with first values of the type. */
  public Layer model(DType dtype) {
    Sequential<Layer> layers = new Sequential<>(Scope.newRoot());
    addTo(layers);
    try (Network network = Network.of(layers).initialize(1)) {
      network.output(images(1));
    }
    layers.collectParameters().cast(dtype);
    return layers;
  }

  /** The model with first values in float32. */
  public Layer model() {
    return model(DType.FLOAT32);
  }

  /** A batch of images. */
  public static INDArray images(int batch) {
    return Numbers.random(1, batch, 1, SIZE, SIZE).castTo(DataType.FLOAT);
  }

  /** A place for scores. */
  public static INDArray scores(int batch) {
    return Nd4j.create(DataType.FLOAT, batch, CLASSES);
  }

  /** A batch of images with their classes. */
  public static DataSet examples(int batch) {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, batch, CLASSES);
    labels.getColumn(3).assign(1);
    return new DataSet(images(batch), labels);
  }
}
