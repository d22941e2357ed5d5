import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { cdp } from "vitest/browser";
import { createFakeClient, now } from "./test-support/fake-client.ts";
import { all, mount, settled } from "./test-support/mount.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

interface Counts {
  nodes: number;
  jsEventListeners: number;
}

/** What the whole page holds, after everything that nobody needs has been collected. */
async function counts(): Promise<Counts> {
  await cdp().send("HeapProfiler.collectGarbage");
  return (await cdp().send("Memory.getDOMCounters")) as Counts;
}

async function mountAndRemove(times: number): Promise<void> {
  for (let round = 0; round < times; round++) {
    const widget = await mount({ client: createFakeClient() });
    widget.remove();
  }
}

it("leaves nothing behind after 200 times on and off the page", async () => {
  // The first rounds make what is kept for good: templates, style sheets, formatters.
  await mountAndRemove(20);
  const before = await counts();
  await mountAndRemove(200);
  const after = await counts();
  expect(after.nodes - before.nodes).toBeLessThan(200);
  expect(after.jsEventListeners - before.jsEventListeners).toBeLessThan(20);
}, 120_000);

it("stands on a page twenty times, each with a state of its own", async () => {
  const widgets = [];
  for (let count = 0; count < 20; count++) widgets.push(await mount({ client: createFakeClient() }));
  const [first, second] = widgets;
  if (!first || !second) throw new Error("There are twenty.");
  const [radio] = all(first, "input[name=time]");
  radio?.click();
  await settled(first);
  const chosen = widgets.map((widget) => all(widget, "[name=time]:checked").length);
  expect(chosen).toEqual([1, ...Array(19).fill(0)]);
  for (const widget of widgets) expect(widget.renderRoot.querySelectorAll("*").length).toBeLessThan(250);
});
