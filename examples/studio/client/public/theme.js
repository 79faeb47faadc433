// Puts the theme on the page before it is painted. src/layout/theme-store.ts does the same while the app runs.
{
  let choice = null;
  try {
    choice = localStorage.getItem('studio-theme');
  } catch {
    // Storage is blocked: follow the system.
  }
  const dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
}
