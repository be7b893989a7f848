"use strict";
// Finds what `curator search` finds: all words must be there, Chinese ones character by character as a phrase, others as
// beginnings of words; whole words before beginnings, titles before headings and topics, notes, addresses.
(() => {
  const AT_ONCE = 30;
  const LISTS = 8;
  const MARKS = 100; // of one text: with a hundred thousand no browser is done
  const PIECES = /[{{ cjk }}]|(?:(?![{{ cjk }}])[\p{L}\p{N}\p{M}])+|[+#]|\.(?=[a-z])/gu;
  const HAN = /\p{Script=Han}/u;
  const { load, made, root } = curator;
  const shards = Number(document.documentElement.dataset.shards);
  const input = document.getElementById("q");
  const status = document.getElementById("status");
  const about = status.textContent;
  const results = document.getElementById("results");
  const lists = document.getElementById("lists");
  const more = document.getElementById("more");
  const items = [];
  const named = [];
  let complete = false;
  let shown = AT_ONCE;

  function folded(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFKC").toLowerCase();
  }

  // " deep learning 深 度": a word or a phrase stands in it after a space, and goes on or ends at the next one.
  function spaced(text) {
    return " " + (folded(text).match(PIECES) ?? []).join(" ");
  }

  curator.rows = (rows) => {
    for (const row of rows) {
      const [title, , , over, notes, address] = row;
      items.push({ row, at: items.length, fields: [title, over, notes, address].map(spaced) });
    }
  };
  curator.lists = (rows) => { for (const row of rows) named.push({ row, field: spaced(row[0]) }); };

  // The better, the smaller; Infinity where a word is nowhere.
  function score(fields, terms) {
    let sum = 0;
    for (const term of terms) {
      const weight = fields.findIndex((field) => field.includes(term));
      if (weight < 0) return Infinity;
      const whole = HAN.test(term.at(-1)) || (fields[weight] + " ").includes(term + " ");
      sum += 2 * weight + (whole ? 0 : 1);
    }
    return sum;
  }

  function marker(terms) {
    const escaped = (piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const phrases = terms.map((term) => term.trim().split(" ").map(escaped).join("[^\\p{L}\\p{N}]*"));
    return new RegExp(`(${phrases.join("|")})`, "giu");
  }

  function marked(text, pattern) {
    const pieces = text.split(pattern, 2 * MARKS);
    const rest = text.slice(pieces.join("").length);
    return [...pieces.map((piece, at) => (at % 2 ? made("mark", {}, piece) : piece)), rest];
  }

  function result([title, address, page, over, notes, written, state], pattern) {
    const name = made("bdi", HAN.test(title) ? { lang: "zh" } : {}, ...marked(title, pattern));
    const item = made("li", { class: "ref" });
    const what = made("p", { class: "what" }, made("a", { href: root + page }, name));
    if (address) what.firstChild.setAttribute("href", address);
    if (state) what.append(" ", made("span", { class: `state ${state}` }, state));
    item.append(what);
    if (notes) item.append(made("p", { class: "note" }, made("bdi", {}, ...marked(notes, pattern))));
    if (written) item.append(made("p", { class: "address" }, made("bdi", {}, written)));
    const place = made("a", { href: root + page }, "Show in its list");
    item.append(made("p", { class: "meta" }, place, ...(over ? [" · ", made("bdi", {}, ...marked(over, pattern))] : [])));
    return item;
  }

  function list([name, page, kind, count], pattern) {
    const link = made("a", { href: root + page }, made("bdi", {}, ...marked(name, pattern)));
    return made("li", {}, link, " ", made("span", { class: "soft" }, `${kind}, ${count.toLocaleString("en")}`));
  }

  function ranked(all, fieldsOf, terms) {
    const found = all.map((one) => [score(fieldsOf(one), terms), fieldsOf(one)[0].length, one]).filter(([sum]) => sum < Infinity);
    return found.sort((one, other) => one[0] - other[0] || one[1] - other[1]).map(([, , one]) => one.row);
  }

  function show() {
    const asked = input.value.trim();
    const terms = [...new Set(asked.split(/\s+/u).map(spaced))].filter((term) => /[\p{L}\p{N}]/u.test(term));
    const found = terms.length ? ranked(items, (one) => one.fields, terms) : [];
    const pattern = terms.length ? marker(terms) : null;
    const some = terms.length ? ranked(named, (one) => [one.field], terms).slice(0, LISTS) : [];
    lists.replaceChildren(...some.map((row) => list(row, pattern)));
    results.replaceChildren(...found.slice(0, shown).map((row) => result(row, pattern)));
    more.hidden = found.length <= shown;
    const count = `${found.length.toLocaleString("en")} ${found.length === 1 ? "link" : "links"}`;
    status.textContent = !terms.length ? about : complete ? `${count} found.` : `${count} so far …`;
  }

  async function fetched() {
    const names = ["lists", ...Array(shards).keys()];
    for (const name of names) {
      await load(`search/${name}.js`);
      show();
    }
    complete = true;
    show();
  }

  let begun = null;
  function begin() {
    begun ??= fetched().catch(() => {
      begun = null;
      status.textContent = "A part of the site could not be loaded; try again.";
    });
  }

  function remember() {
    const address = new URL(location.href);
    address.searchParams.set("q", input.value);
    try {
      history.replaceState(null, "", address);
    } catch {
      // Some browsers forbid it to pages that are files; the search works without.
    }
  }

  input.addEventListener("focus", begin);
  input.addEventListener("input", () => {
    begin();
    shown = AT_ONCE;
    remember();
    show();
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin();
    remember();
    show();
    results.querySelector("a")?.focus();
  });
  more.addEventListener("click", () => {
    const before = shown;
    shown += AT_ONCE;
    show();
    results.children[before]?.querySelector("a")?.focus();
  });

  input.value = new URL(location.href).searchParams.get("q") ?? "";
  if (input.value) begin();
  input.focus();
})();
