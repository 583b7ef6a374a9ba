// What the pages gain where scripts run. Everything works without this file.
(() => {
  "use strict";
  const announce = document.getElementById("announce");
  const failed = document.getElementById("request-failed");

  // Choosing a candidate of a Chinese input method must neither search for half a word nor send a form.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
  }, true);
  document.addEventListener("input", (event) => {
    if (event.isComposing) event.stopImmediatePropagation();
  }, true);
  document.addEventListener("compositionend", (event) => {
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // A swapped part says in data-announce what changed; the live line stays, so that screen readers hear it.
  document.addEventListener("htmx:afterSettle", (event) => {
    failed.hidden = true;
    const part = event.detail.target?.isConnected ? event.detail.target : document.getElementById(event.detail.target?.id);
    const told = part?.closest("[data-announce]") || part?.querySelector("[data-announce]");
    if (told) announce.textContent = told.dataset.announce || told.textContent.trim();
  });

  // htmx gives focus back to the element of the same id. Where that is gone, its part takes it.
  let focused = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    focused = event.detail.target?.contains(document.activeElement) ? event.detail.target.id : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    const part = focused && document.activeElement === document.body && document.getElementById(focused);
    if (part) {
      part.tabIndex = -1;
      part.focus({ preventScroll: true });
    }
  });

  // Nothing is lost when a request fails: the page stays, the address of what was asked for is offered.
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      failed.querySelector("a").href = event.detail.pathInfo?.finalRequestPath || location.href;
      failed.hidden = false;
    });
  }
})();
