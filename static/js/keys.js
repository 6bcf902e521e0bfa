// On a question the keys 1 to 5 press the choices.
document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || !/^[1-5]$/.test(event.key)) return;
  if (event.target.closest("input, textarea, select")) return;
  document.querySelector(`.quiz .choice--${event.key}`)?.click();
});
