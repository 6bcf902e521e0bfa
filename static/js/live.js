// Parts that change by themselves. A stream of events tells when to look again; where none comes
// through, such as behind a proxy that keeps it back or after sleep, the page looks every two
// seconds. Looking costs next to nothing while nothing has changed.
import htmx from "htmx.org";

const pollEvery = 2_000;
const silence = 20_000; // longer than two beats of the stream

let source = null;
let heard = 0;

const part = () => document.querySelector("[data-live]");

function look() {
  const live = part();
  if (live) htmx.trigger(live, "look");
}

function listen() {
  const address = part()?.dataset.live;
  if (!address) return;
  source = new EventSource(address);
  source.addEventListener("open", look); // something may have changed since the stream before
  source.addEventListener("beat", () => {
    heard = Date.now();
  });
  source.addEventListener("changed", () => {
    heard = Date.now();
    look();
  });
}

// A browser gives up on a stream that was refused; one that is open or opens by itself is left.
function tick() {
  if (!part()) return;
  if (Date.now() - heard > silence) look();
  if (source?.readyState === EventSource.CLOSED) {
    source = null;
    setTimeout(listen, 5 * pollEvery);
  }
}

if (part()) {
  listen();
  setInterval(tick, pollEvery);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  addEventListener("pagehide", () => source?.close());
}
