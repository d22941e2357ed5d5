// The mail's link carries the booking and its secret behind the #, where no server and no log sees them.
const [, uid, secret] = /^#(bk_[0-9a-v]+)\.([\w-]+)$/.exec(location.hash) ?? [];
const main = document.querySelector("main");

/** The element that moves or cancels this booking. */
function widgetFor(action) {
  const widget = document.createElement("booking-widget");
  widget.setAttribute("event-type", "intro");
  widget.setAttribute("api-base", "/api");
  widget.setAttribute("token", secret);
  widget.setAttribute(`${action}-uid`, uid);
  return widget;
}

/** Two choices; the widget below follows the pressed one. */
function choices(show) {
  const group = document.createElement("div");
  group.className = "choices";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "What would you like to do?");
  const actions = { reschedule: "Choose another time", cancel: "Cancel the booking" };
  const buttons = Object.entries(actions).map(([action, label]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      show(action);
    });
    button.setAttribute("aria-pressed", String(action === "reschedule"));
    group.append(button);
    return button;
  });
  return group;
}

function open() {
  const stage = document.createElement("div");
  const show = (action) => stage.replaceChildren(widgetFor(action));
  const group = choices(show);
  // Once it is done the secret in the address no longer counts; the widget offers what comes next.
  for (const done of ["booking-rescheduled", "booking-cancelled"]) {
    stage.addEventListener(done, () => {
      group.hidden = true;
    });
  }
  main.append(group, stage);
  show("reschedule");
}

if (uid && secret) open();
else document.querySelector("#missing").hidden = false;
addEventListener("hashchange", () => location.reload());
