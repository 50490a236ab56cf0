// Improves pages that work without it: live search, dialogs, chips, changes in place.

const PAUSE = 250;
const UNDO = 10_000;
const REFRESH = 1000;

// Exchanging parts of the page

/** Asks for a page. Where that fails, or leads elsewhere, the browser goes there itself. */
async function ask(address, options = {}) {
  const main = document.querySelector("main");
  main.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, options);
    if (answer.ok && new URL(answer.url).pathname === location.pathname) {
      return { page: new DOMParser().parseFromString(await answer.text(), "text/html"), address: answer.url };
    }
    location.assign(address);
  } catch (failure) {
    if (failure.name !== "AbortError") location.assign(address);
  } finally {
    if (!options.signal?.aborted) main.removeAttribute("aria-busy");
  }
}

/** Shows parts of a page; the focus stays where it was, or at least in its row. */
async function visit(address, parts, options) {
  const answer = await ask(address, options);
  if (!answer) return;
  const { id: focused, name } = document.activeElement;
  const row = document.activeElement.closest("tr")?.id;
  for (const id of parts) {
    const [now, next] = [document.getElementById(id), answer.page.getElementById(id)];
    if (now && next) now.replaceChildren(...next.childNodes);
  }
  improve(document);
  if (focused && document.activeElement.id !== focused) document.getElementById(focused)?.focus();
  if (row && document.activeElement === document.body) {
    // the last of them that is shown
    document.getElementById(row)?.querySelectorAll(`select, [name="${name}"]`).forEach((control) => control.focus());
  }
  history.replaceState(null, "", answer.address);
}

// Search while typing

let search;
let pause;

function searchNow(form) {
  clearTimeout(pause);
  search?.abort();
  search = new AbortController();
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(fields);
  visit(form.action + (query.size ? "?" + query : ""), ["results", "flash", "problems"], { signal: search.signal });
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-live]");
  if (!form) return;
  clearTimeout(pause);
  pause = setTimeout(() => searchNow(form), event.target.matches("select") ? 0 : PAUSE);
});

// Changing a role: at once where it was picked from the open list; with a button where arrow keys walk through it

let walking = false;

document.addEventListener("keydown", (event) => {
  walking = event.target.matches("select") && event.key.startsWith("Arrow");
});
document.addEventListener("pointerdown", () => (walking = false));

document.addEventListener("change", ({ target }) => {
  if (!target.closest("form[data-autosubmit]")) return;
  const button = target.closest("tr").querySelector("[name=change]");
  if (walking) {
    button.classList.remove("without-script");
    return;
  }
  target.form.requestSubmit(button);
});

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.dataset.live !== undefined) {
    event.preventDefault();
    searchNow(form);
  } else if (form.dataset.autosubmit !== undefined) {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, submitter));
    visit(form.action, ["results", "flash", "problems", "counts"], { method: "POST", body });
  } else if (form.method === "post") {
    if (form.ariaBusy === "true") event.preventDefault();
    form.ariaBusy = "true";
  }
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[aria-busy]").forEach((form) => (form.ariaBusy = null));
});

function forgetUndo(button) {
  setTimeout(() => {
    if (!button.isConnected) return;
    if (document.activeElement === button) button.closest("tr").querySelector("select").focus();
    button.closest("tr").classList.remove("changed");
    button.remove();
  }, UNDO);
}

// Menus and dialogs

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  const opener = event.target.closest("[data-dialog]");
  const closer = event.target.closest("[data-close]");
  if (opener) {
    event.preventDefault();
    openDialog(opener.href, opener.dataset.dialog);
  } else if (closer) {
    event.preventDefault();
    document.getElementById(closer.dataset.close).close();
  }
});

document.addEventListener("click", ({ target }) => {
  if (!target.dataset.copy) return;
  const field = document.getElementById(target.dataset.copy);
  field.select();
  if (navigator.clipboard) navigator.clipboard.writeText(field.value);
  else document.execCommand("copy"); // over plain http
  target.textContent = target.dataset.copied;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details.menu[open]") ?? document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

/** Takes a dialog from the page that has it open. */
async function openDialog(address, id) {
  const answer = await ask(address);
  const dialog = answer?.page.getElementById(id);
  if (dialog) {
    document.getElementById(id)?.remove();
    document.querySelector("main").append(dialog);
    improve(document);
  } else if (answer) {
    location.assign(address); // which says why there is none
  }
}

/** What the server opened in the page becomes a dialog over it. */
function openAsDialog(dialog) {
  dialog.open = false;
  dialog.showModal();
  dialog.querySelector("[aria-invalid=true], [autofocus]")?.focus();
  dialog.addEventListener("close", () => {
    dialog.remove();
    const address = new URL(location);
    address.searchParams.delete(dialog.id);
    history.replaceState(null, "", address);
  });
}

// Addresses as chips; the text area keeps them, for the server

function chips(area) {
  const entry = document.createElement("div");
  const list = document.createElement("ul");
  const input = document.createElement("input");
  const separator = /[\s,;]+/;
  const addresses = area.value.split(separator).filter(Boolean);

  const keep = () => (area.value = [...addresses, input.value].join(" ").trim());

  const draw = () => {
    keep();
    input.placeholder = addresses.length ? "" : area.placeholder;
    list.replaceChildren(
      ...addresses.map((address, index) => {
        const chip = document.createElement("li");
        chip.className = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(address) ? "chip" : "chip bad";
        const remove = document.createElement("button");
        remove.type = "button";
        remove.ariaLabel = area.dataset.chips.replace("{0}", address);
        remove.textContent = "×";
        remove.onclick = () => {
          addresses.splice(index, 1);
          draw();
          input.focus();
        };
        const text = document.createElement("span");
        text.textContent = address;
        chip.append(text, remove);
        return chip;
      }),
    );
  };

  const take = () => {
    addresses.push(...input.value.split(separator).filter((address) => address && !addresses.includes(address)));
    input.value = "";
    draw();
  };

  input.addEventListener("input", () => (separator.test(input.value) ? take() : keep()));
  input.addEventListener("paste", (event) => {
    event.preventDefault();
    input.value += event.clipboardData.getData("text");
    take();
  });
  input.addEventListener("blur", () => input.value && take());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && input.value) {
      event.preventDefault();
      take();
    } else if (event.key === "Backspace" && !input.value && addresses.length) {
      input.value = addresses.pop();
      event.preventDefault();
      draw();
    }
  });
  entry.addEventListener("mousedown", (event) => {
    if (event.target === input) return;
    event.preventDefault();
    input.focus();
  });

  for (const name of ["aria-invalid", "aria-describedby", "autocapitalize", "spellcheck", "autofocus"]) {
    if (area.hasAttribute(name)) input.setAttribute(name, area.getAttribute(name));
  }
  input.autocomplete = "off";
  input.inputMode = "email";
  entry.className = "entry";
  entry.append(list, input);
  [input.id, area.id] = [area.id, ""];
  area.hidden = true;
  area.before(entry);
  draw();
}

// A short name that follows from the name until it is typed

function suggestSlug(slug) {
  const name = document.getElementById(slug.dataset.slugOf);
  let own = slug.value !== "";
  slug.addEventListener("input", () => (own = slug.value !== ""));
  name.addEventListener("input", () => {
    if (own) return;
    const plain = name.value.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    slug.value = plain.replace(/[^a-z0-9]+/g, "-").slice(0, 63).replace(/^-|-$/g, "");
  });
}

// Something that goes on by itself: its parts of the page are looked at again, as long as they say so

function refresh(link) {
  setTimeout(() => link.isConnected && visit(link.href, link.dataset.refresh.split(" ")), REFRESH);
}

/** Brings in what the markup asks for, once for each element. */
function improve(root) {
  const once = (selector, action) =>
    root.querySelectorAll(selector + ":not([data-improved])").forEach((element) => {
      element.dataset.improved = "";
      action(element);
    });
  once("textarea[data-chips]", chips);
  once("input[data-slug-of]", suggestSlug);
  once("dialog[open]", openAsDialog);
  once(".undo", forgetUndo);
  once("a[data-refresh]", refresh);
  once("time", (time) => (time.title = new Date(time.dateTime).toLocaleString(undefined, { dateStyle: "long", timeStyle: "short" })));
}

improve(document);

// Screen readers hear of a message when it changes, not when the page brings it along
for (const live of document.querySelectorAll("#flash, #problems")) {
  const content = [...live.childNodes];
  const isStill = () => content.length && content.every((node) => node.parentNode === live);
  setTimeout(() => isStill() && live.replaceChildren(...content), 100);
}
