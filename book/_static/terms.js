// The meaning of a term or the title of a source, on hover and on keyboard focus: it stays while it is pointed at, and
// Escape closes it (WCAG 2.2, 1.4.13). Without scripts the link keeps its title.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.createElement("div");
  Object.assign(box, { id: "meaning", className: "meaning", role: "tooltip", hidden: true });
  document.querySelector("main").append(box);
  let shown;
  let leaving;

  function place(link) {
    const line = link.getClientRects()[0];
    const origin = box.offsetParent.getBoundingClientRect();
    const widest = document.documentElement.clientWidth - box.offsetWidth - 8;
    box.style.left = `${Math.max(8, Math.min(line.left, widest)) - origin.left}px`;
    box.style.top = `${line.bottom - origin.top}px`;
  }

  function hide() {
    clearTimeout(leaving);
    shown?.removeAttribute("aria-describedby");
    shown = undefined;
    box.hidden = true;
  }

  function show(link) {
    clearTimeout(leaving);
    if (shown === link) return;
    hide();
    shown = link;
    box.textContent = link.dataset.meaning;
    box.hidden = false;
    link.setAttribute("aria-describedby", box.id);
    place(link);
  }

  function leave() {
    leaving = setTimeout(() => document.activeElement === shown || hide(), 300);
  }

  document.querySelectorAll("a:is(.term, .source)[title]").forEach((link) => {
    link.dataset.meaning = link.title;
    link.removeAttribute("title");
    link.addEventListener("mouseenter", () => show(link));
    link.addEventListener("mouseleave", leave);
    link.addEventListener("focus", () => show(link));
    link.addEventListener("blur", hide);
  });
  box.addEventListener("mouseenter", () => clearTimeout(leaving));
  box.addEventListener("mouseleave", leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
});
