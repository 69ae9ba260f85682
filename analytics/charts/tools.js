// What a reader does with one picture without asking the server: a PNG of it, and a link to it. One listener for the whole page.
// A PNG is drawn from the picture's own HTML and styles, so it needs no outside host; its foot says what it is and of which mart.
(() => {
  if (window.akTools) return;
  window.akTools = true;
  const styles = () => [...document.querySelectorAll("style")].map(s => s.textContent).filter(s => s.includes(".ak")).join("\n");
  const say = (button, words) => {
    const before = button.textContent;
    button.textContent = words;
    setTimeout(() => { button.textContent = before; }, 1800);
  };
  const copy = async (button) => {
    const url = new URL(location.href);
    url.searchParams.set("mart", button.dataset.mart);
    const place = button.closest("[id]");
    if (place) url.hash = place.id;
    try {
      await navigator.clipboard.writeText(url.href);
    } catch {                       // a page that is not served over HTTPS may not use the clipboard itself
      const box = document.createElement("textarea");
      box.value = url.href;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
    say(button, button.dataset.done);
  };
  const png = async (button) => {
    const figure = button.closest("figure");
    const width = Math.max(figure.clientWidth, 640), scale = 2;
    const copyOf = figure.cloneNode(true);
    copyOf.querySelectorAll("[data-ak-tools], .ak-vh").forEach(e => e.remove());
    copyOf.querySelectorAll(".ak-scroll").forEach(e => { e.style.overflow = "visible"; });
    const body = document.createElement("div");
    body.setAttribute("xmlns", "http://www.w3.org/1999/xhtml");
    body.className = "ak-png";
    const foot = document.createElement("p");
    foot.className = "ak-png-foot";
    foot.textContent = button.dataset.foot;
    body.append(copyOf, foot);
    const font = getComputedStyle(figure).fontFamily.replaceAll('"', "'");
    body.style.cssText = `width:${width}px;padding:24px;box-sizing:border-box;background:#fff;font:17px/1.5 ${font};color:#1B1F24`;
    const probe = body.cloneNode(true);
    probe.style.position = "absolute"; probe.style.left = "-10000px";
    document.body.append(probe);
    const height = Math.ceil(probe.getBoundingClientRect().height) + 8;
    probe.remove();
    const sheet = document.createElement("style");
    sheet.textContent = styles();
    body.prepend(sheet);
    const html = new XMLSerializer().serializeToString(body);
    // \x3C: the page's cleaner takes a script away that holds something like a tag
    const svg = `\x3Csvg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`
      + `\x3CforeignObject width="100%" height="100%">${html}\x3C/foreignObject>\x3C/svg>`;
    const picture = new Image();
    picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * scale; canvas.height = height * scale;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.scale(scale, scale);
    pen.drawImage(picture, 0, 0);
    if (button.dataset.mark) {      // invented data says so across the picture itself
      pen.fillStyle = "rgba(122, 62, 5, .13)"; pen.font = "700 27px sans-serif";
      for (let y = 90; y < height; y += 120) for (let x = 14; x < width; x += 300) {
        pen.save(); pen.translate(x, y); pen.rotate(-16 * Math.PI / 180); pen.fillText(button.dataset.mark, 0, 0); pen.restore();
      }
    }
    const blob = await new Promise(done => canvas.toBlob(done, "image/png"));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = button.dataset.name + ".png";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 5000);
  };
  // the slides: arrow keys, a picture scaled until it fits, full screen, Esc
  const stage = () => document.querySelector(".ak-show");
  const fit = () => {
    const slide = stage()?.querySelector(".ak-slide:not([hidden])"), box = slide?.querySelector(".fit");
    if (!box) return;
    box.style.transform = "none";
    box.style.width = "1080px";
    const room = [slide.clientWidth - 64, slide.clientHeight - 88];
    const scale = Math.min(room[0] / box.scrollWidth, room[1] / box.scrollHeight, 2.4);
    box.style.transform = `scale(${scale})`;
    box.style.marginLeft = `${Math.max((room[0] - box.scrollWidth * scale) / 2, 0)}px`;
    box.style.marginTop = `${Math.max((room[1] - box.scrollHeight * scale) / 3, 0)}px`;
  };
  const move = step => {
    const slides = [...stage().querySelectorAll(".ak-slide")];
    const at = slides.findIndex(s => !s.hidden), to = Math.min(Math.max(at + step, 0), slides.length - 1);
    slides.forEach((s, i) => { s.hidden = i !== to; });
    history.replaceState(null, "", `${location.pathname}${location.search}#${to + 1}`);
    fit();
  };
  const full = () => document.fullscreenElement ? document.exitFullscreen() : stage().requestFullscreen();
  const leave = () => document.querySelector(".st-key-leave-show button")?.click();
  const keys = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -99, End: 99 };
  document.addEventListener("keydown", event => {
    if (!stage() || event.target.closest("input, textarea")) return;
    if (event.key in keys) { event.preventDefault(); move(keys[event.key]); }
    if (event.key === "f") full();
    if (event.key === "Escape" && !document.fullscreenElement) leave();
  });
  addEventListener("resize", fit);
  // the slide a link asks for: Streamlit may write the address anew, without it, before the slides are there
  let asked = new URL(performance.getEntriesByType("navigation")[0]?.name || location.href).hash || location.hash;
  new MutationObserver(() => {
    const now = stage();
    if (now && !now.dataset.begun) {
      now.dataset.begun = "1";
      const at = Number((location.hash || asked).slice(1)) - 1;
      asked = "";
      now.focus();
      move(at > 0 ? at : 0);
    }
  }).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", event => {
    const step = event.target.closest("button[data-ak-show]");
    if (step) ({ next: () => move(1), back: () => move(-1), full, close: leave })[step.dataset.akShow]();
    const button = event.target.closest("button[data-ak]");
    if (!button) return;
    event.preventDefault();
    (button.dataset.ak === "png" ? png : copy)(button);
  });
})();
