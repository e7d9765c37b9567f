const THEMES = ['system', 'light', 'dark'];

export function currentTheme() {
  return document.documentElement.dataset.theme;
}

/** Changes to the next theme and keeps it for the next visit. */
export function nextTheme() {
  const theme = THEMES[(THEMES.indexOf(currentTheme()) + 1) % THEMES.length];
  localStorage.setItem('theme', theme);
  document.documentElement.dataset.theme = theme;
}
