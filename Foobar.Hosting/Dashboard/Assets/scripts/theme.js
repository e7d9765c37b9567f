// A classic script, so that the chosen theme is set before the first paint.
document.documentElement.dataset.theme = localStorage.getItem('theme') ?? 'system';
