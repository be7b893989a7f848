"use strict";
// What every page can do: citations that open in place, and "/" for the search.
// Data comes as scripts that call `curator`: a page that was opened as a file may load nothing else.
const curator = (() => {
  const root = document.documentElement.dataset.root;
  const loading = new Map();
  const citations = new Map();
  const formats = {{ formats|tojson }};

  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = root + name;
        script.onload = resolve;
        script.onerror = () => { loading.delete(name); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  function made(name, facts, ...content) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(facts)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  }

  async function copied(text, shown) {
    try {
      await navigator.clipboard.writeText(text);
      return "Copied.";
    } catch {
      getSelection().selectAllChildren(shown);
      return "Selected: copy it with your keyboard.";
    }
  }

  function saved(name, text) {
    const link = made("a", { href: URL.createObjectURL(new Blob([text])), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function panel(key, texts) {
    const shown = made("pre", { tabindex: "0", "aria-label": "Citation" });
    const told = made("span", { role: "status", class: "soft" });
    const buttons = formats.map(([name], at) => {
      const button = made("button", { type: "button" }, name);
      button.addEventListener("click", () => choose(at));
      return button;
    });
    let chosen = 0;
    function choose(at) {
      chosen = at;
      shown.textContent = texts[at].trim();
      told.textContent = "";
      buttons.forEach((button, other) => button.setAttribute("aria-pressed", String(other === at)));
    }
    const copy = made("button", { type: "button" }, "Copy");
    copy.addEventListener("click", async () => { told.textContent = await copied(shown.textContent + "\n", shown); });
    const save = made("button", { type: "button" }, "Save");
    save.addEventListener("click", () => saved(key.replace(/[^\w-]+/g, "-") + formats[chosen][1], texts[chosen]));
    const group = made("div", { class: "row", role: "group", "aria-label": "Format" }, ...buttons, copy, save, told);
    choose(0);
    return made("div", { class: "citation" }, group, shown);
  }

  // "toggle" does not bubble, but it can be caught on its way down.
  document.addEventListener("toggle", async (event) => {
    const opened = event.target;
    if (!opened.open || !opened.matches("details.cite") || opened.children.length > 1) return;
    const { key, shard } = opened.dataset;
    try {
      await load(`cite/${shard}.js`);
      const texts = citations.get(key);
      if (opened.children.length === 1) {
        opened.append(texts ? panel(key, texts) : made("p", { role: "status" }, "The site has changed: reload the page."));
      }
    } catch {
      opened.open = false;
    }
  }, true);

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    document.getElementById("q").focus();
  });

  return {
    root, load, made,
    citations(rows) { for (const [key, ...texts] of rows) citations.set(key, texts); },
  };
})();
if (document.getElementById("results")) curator.load("search.js");
