// What an address points to is shown: a folded sheet opens when somebody comes for it.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target && target.closest('details');
  if (folded && !folded.open) {
    folded.open = true;
    target.scrollIntoView();
  }
}
addEventListener('hashchange', openTarget);
addEventListener('DOMContentLoaded', openTarget);
// A table in a sheet that opens is measured again by the theme: if it scrolls, the keyboard must reach it.
addEventListener('toggle', () => dispatchEvent(new Event('resize')), true);
