for (const button of document.querySelectorAll('button[data-open]')) {
  button.addEventListener('click', () => {
    for (const block of document.querySelectorAll('details')) {
      block.open = button.dataset.open === 'true';
    }
  });
}
