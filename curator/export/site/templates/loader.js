document.documentElement.classList.add("js");
const script = document.createElement("script");
script.src = document.documentElement.dataset.root + "site.js";
document.head.append(script);
