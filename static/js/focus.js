// After a change, focus goes to what changed: the list of problems, or else the new heading.
const within = (part, selector) => (part.matches(selector) ? part : part.querySelector(selector));

function focusOn(part) {
  const place = within(part, ".errors") ?? within(part, "h1, .told__title");
  if (!place) return;
  place.setAttribute("tabindex", "-1");
  place.focus();
}

// What a page renews by itself takes the focus from nobody.
const renewsItself = (part) => part.matches("[data-live], [hx-trigger^='every']");

// A form may say that the focus stays where it was, and put it there itself, unless something is wrong.
const staysPut = ({ requestConfig }, part) => requestConfig?.elt.matches?.("[data-stays]") && !within(part, "[role=alert]");

document.addEventListener("htmx:afterSettle", ({ target, detail }) => {
  if (!renewsItself(target) && !staysPut(detail, target)) focusOn(target);
});

const problems = document.querySelector(".errors");
if (problems) focusOn(problems);

// Hashes in a list of problems lead to a group of choices as well as to a single field.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".errors a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const input = field.matches("input, select, textarea, button") ? field : field.querySelector("input, select, textarea, button");
  field.scrollIntoView({ block: "center" });
  (input ?? field).focus({ preventScroll: true });
});
