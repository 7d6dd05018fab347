// How long the place is still held, minute by minute; without this the page says until when.
const held = document.getElementById("held");
const left = document.getElementById("left");
const ends = performance.now() + Number(held.dataset.seconds) * 1000;

function tell() {
  const minutes = Math.ceil((ends - performance.now()) / 60000);
  left.textContent = minutes > 0 ? held.dataset.left.replace("{n}", minutes) : held.dataset.over;
  held.classList.toggle("over", minutes <= 0);
  held.classList.toggle("soon", minutes > 0 && minutes <= 2);
  if (minutes > 0) setTimeout(tell, 5000);
}

tell();
