// A sentence that comes with a page, such as "Saved", is put in a second time: what is there from
// the start is not read out.
export function say(words, line = document.querySelector("[data-said]")) {
  if (!line) return;
  line.textContent = "";
  setTimeout(() => { line.textContent = words; }, 100);
}
