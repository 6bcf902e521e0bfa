// htmx notes the address of the page in sessionStorage; on a shared computer nothing is kept.
const forget = () => sessionStorage.removeItem("htmx-current-path-for-history");

for (const moment of ["htmx:pushedIntoHistory", "htmx:replacedInHistory", "htmx:historyRestore"]) {
  document.addEventListener(moment, forget);
}
forget();
