"""Reads and writes files of arrays with the reference implementations: numpy, and safetensors for Python.

independent.py write FOLDER: writes x.safetensors, x.npz and compressed.npz, and prints what they hold.
independent.py read FILE: prints what a file holds, a line an array: name, type, shape, bytes in hexadecimal.
"""
import sys

import numpy
import safetensors
import safetensors.numpy

WORDS = {"BOOL": "bool", "U8": "uint8", "I8": "int8", "I16": "int16", "U16": "uint16", "F16": "float16",
         "BF16": "bfloat16", "I32": "int32", "U32": "uint32", "F32": "float32", "I64": "int64", "U64": "uint64",
         "F64": "float64"}


def show(file, name, dtype, shape, data):
    print(file, name, dtype, ",".join(map(str, shape)), bytes(data).hex() or "-")


def show_numpy(file, name, array):
    rows = numpy.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    show(file, name, array.dtype.newbyteorder("=").name, array.shape, rows.tobytes())


def read(path, label):
    if path.endswith(".npz"):
        with numpy.load(path, allow_pickle=False) as arrays:
            for name in sorted(arrays.files):
                if name != "__metadata__.json":
                    show_numpy(label, name, arrays[name])
    else:
        for name, tensor in sorted(safetensors.deserialize(open(path, "rb").read())):
            show(label, name, WORDS[tensor["dtype"]], tensor["shape"], tensor["data"])


def write(folder):
    random = numpy.random.default_rng(7)
    arrays = {}
    for word in WORDS.values():
        if word != "bfloat16":
            values = random.integers(0, 2 if word == "bool" else 100, size=(2, 3, 4))
            arrays["a." + word] = values.astype(word)
    tensors = dict(arrays)
    tensors["重み"] = numpy.array(1.5, "float32")
    with open(folder + "/x.safetensors", "wb") as file:
        file.write(safetensors.numpy.save(tensors, {"made": "elsewhere"}))
    arrays["fortran"] = numpy.asfortranarray(random.normal(size=(3, 4, 5)))
    arrays["big"] = random.normal(size=(3, 4)).astype(">f4")
    arrays["big_fortran"] = numpy.asfortranarray(random.integers(0, 9, size=(2, 3)).astype(">i8"))
    arrays["scalar"] = numpy.array(2.5)
    arrays["empty"] = numpy.zeros((2, 0), "float32")
    arrays["one"] = numpy.arange(3)
    numpy.savez(folder + "/x.npz", **arrays)
    numpy.savez_compressed(folder + "/compressed.npz", **arrays)
    for file in ("x.safetensors", "x.npz", "compressed.npz"):
        read(folder + "/" + file, file)


if sys.argv[1] == "write":
    write(sys.argv[2])
else:
    read(sys.argv[2], "file")
