// What needs a script is hidden until it is there: print this page, copy that text, drag this step.
function offer(part) {
  for (const button of part.querySelectorAll("[data-print], [data-copy], [data-handle]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-print], [data-copy]");
  if (!button) return;
  if (button.hasAttribute("data-print")) return print();
  await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent.trim());
  document.getElementById("saved").textContent = "Copied";
});

document.addEventListener("htmx:afterSettle", ({ target }) => offer(target));
offer(document);
