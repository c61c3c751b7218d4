// Runs before the page is drawn: says that scripts work, and brings back the chosen colours.
document.documentElement.dataset.script = "";
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be switched off; the device's own colours stay.
}
