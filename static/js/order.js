// Steps of a plan are moved within their school year: by their buttons, which keep the focus, and
// by dragging a handle with a mouse or a finger. The buttons work without this file too.
import { say } from "./say.js";

const { htmx } = window;

const place = (form) => form.closest("[data-step]");
const isOrder = (element) => element instanceof HTMLFormElement && element.matches(".order");

// peers are the steps that a step may change places with: each school year is a list.
function peers(step) {
  return [...step.parentElement.children].filter((other) => other.matches("[data-step]"));
}

// send asks for the plan in its new order. The page that comes back has the focus where it was.
function send(form, before, focus) {
  const { id } = place(form);
  const putBack = unsent();
  htmx.ajax("POST", form.action, { source: form, target: "#main", swap: "innerHTML", values: { before } })
    .then(() => { putBack(); moved(id, focus); })
    .catch(() => undefined); // what went wrong is told by htmx:afterRequest
}

// unsent remembers what is typed in the page's other forms, and returns how to put it back.
function unsent() {
  const typed = [...document.querySelectorAll("main .field__input")];
  return () => typed.forEach(({ id, value }) => {
    const field = document.getElementById(id);
    if (field) field.value = value;
  });
}

function moved(id, focus) {
  const step = document.getElementById(id);
  if (!step || document.querySelector("main [role=alert]")) return;
  const button = document.getElementById(focus) ?? (focus && step.querySelector(".order button"));
  button?.focus({ preventScroll: true });
  step.scrollIntoView({ block: "nearest" });
  const year = peers(step);
  const title = step.querySelector(".metro__name a").textContent.trim();
  say(`Saved. “${title}” is ${year.indexOf(step) + 1} of ${year.length} now.`);
}

document.addEventListener("submit", (event) => {
  if (!isOrder(event.target) || !event.submitter) return;
  event.preventDefault();
  send(event.target, event.submitter.value, event.submitter.id);
}, true);

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const { status } = detail.xhr;
  if (!isOrder(detail.elt) || status >= 200 && status < 400 || status === 422) return;
  detail.elt.dispatchEvent(new CustomEvent("order:refused"));
  const line = document.getElementById("saved");
  line.textContent = "Not saved. Nothing was moved: try again.";
  line.classList.add("saved--shown", "saved--waiting");
});

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle || event.button !== 0) return;
  event.preventDefault();
  drag(handle, event);
});

function drag(handle, { pointerId, clientY }) {
  const step = place(handle);
  const list = step.parentElement;
  const was = [...list.children];
  let last = clientY;
  step.classList.add("metro__stop--moving");
  handle.setPointerCapture(pointerId);

  const follow = ({ clientY: y }) => {
    const way = Math.sign(y - last);
    last = y;
    pass(step, y, way);
    nearEdge(y, way);
  };
  const back = () => list.append(...was);
  const end = (keep) => {
    step.classList.remove("metro__stop--moving");
    handle.removeEventListener("pointermove", follow);
    document.removeEventListener("keydown", escape, true);
    handle.onpointerup = handle.onpointercancel = null;
    if (!keep || was.every((item, i) => item === list.children[i])) return back();
    const year = peers(step);
    const form = step.querySelector(".order");
    form.addEventListener("order:refused", back, { once: true });
    send(form, year[year.indexOf(step) + 1]?.id ?? "");
  };
  const escape = (event) => event.key === "Escape" && end(false);
  handle.addEventListener("pointermove", follow);
  document.addEventListener("keydown", escape, true);
  handle.onpointerup = () => end(true);
  handle.onpointercancel = () => end(false);
}

// pass puts a step before or behind its neighbour when the pointer has gone past the middle of it. It
// is the neighbour that moves: a handle that leaves the page, even for a moment, loses the pointer.
function pass(step, y, way) {
  const year = peers(step);
  const at = year.indexOf(step);
  const middle = (other) => (other.getBoundingClientRect().top + other.getBoundingClientRect().bottom) / 2;
  const before = year[at - 1];
  const behind = year[at + 1];
  if (before && way < 0 && y < middle(before)) step.after(before);
  else if (behind && way > 0 && y > middle(behind)) step.before(behind);
}

// nearEdge scrolls when a step is dragged to the end of the window.
function nearEdge(y, way) {
  const edge = 60;
  if (way < 0 && y < edge) scrollBy(0, -12);
  else if (way > 0 && y > innerHeight - edge) scrollBy(0, 12);
}
