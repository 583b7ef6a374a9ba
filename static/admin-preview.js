// Puts the preview of a text under its area. Without this script the same button opens it on a page of its own.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-preview]");
  if (!button) return;
  event.preventDefault();
  const form = button.form;
  const area = form.elements[button.value];
  const sent = new URLSearchParams({ preview: button.value, [button.value]: area.value });
  let place = button.nextElementSibling;
  if (!place) {
    place = document.createElement("div");
    place.className = "preview-place";
    place.setAttribute("aria-live", "polite");
    button.after(place);
  }
  button.disabled = true;
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      body: sent,
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "X-Requested-With": "fetch" },
      redirect: "error",
    });
    if (!answer.ok) throw new Error(answer.status);
    place.innerHTML = await answer.text(); // from the site's own renderer, which lets no script through
  } catch {
    button.type = "submit";
    button.removeAttribute("data-preview");
    button.disabled = false;
    button.click();
    return;
  }
  button.disabled = false;
});
