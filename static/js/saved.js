// Sends quiz answers and says in one line whether they are saved. While the network is away it
// holds the one unsent answer in memory, never in storage, and tries again until it is taken.
import htmx from "htmx.org";

const words = {
  saving: "Saving",
  saved: "Saved",
  waiting: "Not saved yet. Keep this page open.",
};
const pauses = [1, 2, 4, 8, 15]; // seconds between tries
const settling = 250; // milliseconds in which a second tap belongs to the question before

let sending = false;
let unsent = null; // the answer that was not taken: its form, item and value
let tries = 0;
let timer = 0;

const isQuiz = (element) => element instanceof HTMLFormElement && element.matches("[data-answers]");

function show(state) {
  const line = document.getElementById("saved");
  if (!line) return;
  line.textContent = words[state] ?? "";
  line.classList.toggle("saved--shown", state !== "");
  line.classList.toggle("saved--waiting", state === "waiting");
}

// A double tap reaches us as two submits; the second is dropped, because htmx would send it for
// the next question.
document.addEventListener("submit", (event) => {
  if (!isQuiz(event.target)) return;
  if (sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  mark(event.submitter);
}, true);

function mark(button) {
  for (const choice of document.querySelectorAll(".choice")) {
    choice.classList.toggle("choice--taken", choice === button);
  }
}

document.addEventListener("htmx:beforeSend", (event) => {
  if (!isQuiz(event.detail.elt)) return;
  sending = true;
  clearTimeout(timer);
  show(unsent ? "waiting" : "saving");
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, xhr, requestConfig } = event.detail;
  if (!isQuiz(elt)) return;
  sending = false;
  const { item, value } = requestConfig.parameters;
  if (xhr.status >= 200 && xhr.status < 400) return taken();
  unsent = { form: elt, item, value };
  if (isRefused(xhr.status)) return sendPlainly();
  show("waiting");
  timer = setTimeout(again, 1000 * pauses[Math.min(tries++, pauses.length - 1)]);
});

function taken() {
  unsent = null;
  tries = 0;
  show("saved");
}

// isRefused tells that trying again will not help: the visitor has to see what the site says,
// such as that they need to sign in again.
function isRefused(status) {
  return status >= 400 && status < 500 && status !== 408 && status !== 422 && status !== 429;
}

function again() {
  if (!unsent || sending) return;
  const { form, item, value } = unsent;
  const stillHere = form.elements.namedItem("item")?.value === item;
  htmx.ajax("POST", form.action, {
    source: form,
    target: "#question",
    swap: stillHere ? "outerHTML" : "none",
    values: { item, value },
  }).catch(() => undefined); // what went wrong is told by htmx:afterRequest
}

function sendPlainly() {
  const { form, item, value } = unsent;
  unsent = null;
  form.elements.namedItem("item").value = item;
  const choice = Object.assign(document.createElement("input"), { type: "hidden", name: "value", value });
  form.append(choice);
  form.submit();
}

addEventListener("online", again);
addEventListener("beforeunload", (event) => {
  if (unsent) event.preventDefault();
});

// The next question slides in, and takes no tap while it does.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id !== "question") return;
  mark(null);
  target.classList.add("question--arriving");
  setTimeout(() => target.classList.remove("question--arriving"), settling);
});
