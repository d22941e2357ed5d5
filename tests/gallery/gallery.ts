import "@slotkit/widget/define";
import { type State, states } from "./states.ts";

const choices = {
  theme: ["light", "dark", "auto"],
  lang: ["en-GB", "en-US", "de", "fr", "ja", "ar", "he"],
  width: ["1000", "640", "360", "300"],
};

/** What the page shows is in its address, so that a view can be sent to somebody. */
const address = new URLSearchParams(location.search);
const chosen = (name: keyof typeof choices) => address.get(name) ?? choices[name][0] ?? "";

function renderChoices(): HTMLElement {
  const bar = document.createElement("nav");
  for (const [name, options] of Object.entries(choices) as [keyof typeof choices, string[]][]) {
    const select = document.createElement("select");
    select.append(...options.map((option) => new Option(option, option, false, option === chosen(name))));
    select.addEventListener("change", () => {
      address.set(name, select.value);
      location.search = address.toString();
    });
    const label = document.createElement("label");
    label.append(name, " ", select);
    bar.append(label);
  }
  return bar;
}

function renderState({ name, properties, reach }: State): HTMLElement {
  const figure = document.createElement("figure");
  figure.id = name.replaceAll(" ", "-");
  figure.style.width = `${chosen("width")}px`;
  const caption = document.createElement("figcaption");
  caption.textContent = name;
  const widget = Object.assign(document.createElement("booking-widget"), properties, {
    theme: chosen("theme"),
    lang: chosen("lang"),
  });
  figure.append(caption, widget);
  void reach?.(widget).then(
    () => widget.setAttribute("data-reached", ""),
    (error: unknown) => caption.append(`: ${String(error)}`),
  );
  return figure;
}

const only = address.get("state");
document.documentElement.style.colorScheme = chosen("theme") === "dark" ? "dark" : "light";
document.body.append(
  renderChoices(),
  ...states.filter(({ name }) => only === null || name === only).map((state) => renderState(state)),
);
