import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createFakeClock } from "@slotkit/testing/clock";
import { type ReceiverBehaviour, startWebhookReceiver, type WebhookReceiver } from "@slotkit/testing/webhooks";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tlsFixture } from "../tls.fixture.ts";
import { webhooks } from "./webhooks.ts";

const clock = createFakeClock({ startMs: Date.now() });
const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const before = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
const body = JSON.stringify({ type: "booking.created", timestamp: "2026-11-20T08:00:00Z", data: { name: "Ž 👩🏽‍🚀" } });
const request = { id: "we_1_bk_1_1-created", sentAt: clock.now(), body, secrets: [secret, before] };
let receiver: WebhookReceiver;

beforeEach(async () => {
  receiver = await startWebhookReceiver();
});
afterEach(() => receiver.close());

const open = webhooks({ allowPrivateNetworks: true, clock });

describe("webhooks over HTTP", () => {
  it("post what the reference library verifies, with either secret", async () => {
    expect(await open.send({ ...request, url: `${receiver.url}?tenant=1` })).toBe(204);
    const [received] = receiver.received;
    expect(received?.path).toBe("/hooks?tenant=1");
    expect(received?.headers).toMatchObject({ "content-type": "application/json", "webhook-id": request.id });
    for (const known of [secret, before]) {
      expect(new Webhook(known).verify(received?.body ?? "", received?.headers ?? {})).toEqual(JSON.parse(body));
    }
    const stranger = new Webhook(`whsec_${Buffer.alloc(32, 9).toString("base64")}`);
    expect(() => stranger.verify(received?.body ?? "", received?.headers ?? {})).toThrow();
  });

  const cases: [ReceiverBehaviour, object][] = [
    [
      { kind: "answer", status: 500 },
      { kind: "transient", status: 500 },
    ],
    [
      { kind: "answer", status: 404 },
      { kind: "transient", status: 404 },
    ],
    [
      { kind: "answer", status: 410 },
      { kind: "transient", status: 410 },
    ],
    [
      { kind: "answer", status: 302, headers: { Location: "http://169.254.169.254/" } },
      { kind: "transient", status: 302 },
    ],
    [
      { kind: "answer", status: 429, headers: { "Retry-After": "17" } },
      { kind: "throttled", retryAfterMs: 17_000 },
    ],
    [
      { kind: "answer", status: 503, headers: { "Retry-After": "999999" } },
      { kind: "throttled", retryAfterMs: 3_600_000 },
    ],
    [
      { kind: "answer", status: 503, headers: { "Retry-After": "soon" } },
      { kind: "transient", status: 503 },
    ],
    [{ kind: "drop" }, { kind: "unknown_outcome" }],
  ];
  it.each(cases)("report %j as %j", async (behaviour, failure) => {
    receiver.script.push(behaviour);
    await expect(open.send({ ...request, url: receiver.url })).rejects.toMatchObject(failure);
    expect(receiver.received).toHaveLength(1);
    expect(await open.send({ ...request, url: receiver.url })).toBe(204);
  });

  it("take the head of an answer for the answer, however long or slow the rest is", async () => {
    receiver.script.push({ kind: "slowBody" }, { kind: "answer", status: 200, bodyBytes: 50_000_000 });
    expect(await open.send({ ...request, url: receiver.url })).toBe(200);
    expect(await open.send({ ...request, url: receiver.url })).toBe(200);
  });

  it("stop as soon as they are told to, and tell nothing of the outcome", async () => {
    receiver.script.push({ kind: "hang" });
    const stop = new AbortController();
    const sent = open.send({ ...request, url: receiver.url }, { signal: stop.signal });
    await receiver.waitFor(1);
    stop.abort();
    await expect(sent).rejects.toMatchObject({ kind: "unknown_outcome" });
  });

  it("say that nobody is there", async () => {
    const { url } = receiver;
    await receiver.close();
    await expect(open.send({ ...request, url })).rejects.toMatchObject({ kind: "transient", reason: "ECONNREFUSED" });
    receiver = await startWebhookReceiver();
  });

  it("refuse an answer that is no HTTP", async () => {
    const server = createServer((socket: Socket) => {
      socket.on("error", () => undefined);
      socket.end("x".repeat(100_000));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    await expect(open.send({ ...request, url: `http://127.0.0.1:${port}/` })).rejects.toMatchObject({
      message: expect.stringMatching(/^The receiver (did not answer|could not be reached)/),
    });
    server.close();
  });
});

describe("webhooks over TLS", () => {
  it("trust a certificate only when it was made by somebody they trust, for that very name", async () => {
    const secure = await startWebhookReceiver({ tls: tlsFixture });
    const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
    const options = { allowPrivateNetworks: true, clock, resolve };
    const trusting = webhooks({ ...options, ca: tlsFixture.cert });
    const at = (name: string) => ({ ...request, url: `https://${name}:${secure.port}/hooks` });
    expect(await trusting.send(at("receiver.example.com"))).toBe(204);
    await expect(trusting.send(at("other.example.com"))).rejects.toMatchObject({ kind: "transient" });
    await expect(webhooks(options).send(at("receiver.example.com"))).rejects.toMatchObject({ kind: "transient" });
    expect(secure.received).toHaveLength(1);
    await secure.close();
  });
});

describe("webhooks and the networks they must not enter", () => {
  const guarded = webhooks({ clock });

  it.each([
    "http://hooks.example.com/",
    "https://user:pw@hooks.example.com/",
    "https://hooks.example.com:22/",
    "https://hooks.example.com/#x",
    "https://localhost/",
    "https://db.internal/",
    "https://printer.local./",
    "https://intranet/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://0/",
    "https://2130706433/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.0.1/",
    "https://100.64.0.1/",
    "https://192.0.2.1/",
    "https://198.18.0.1/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:53aa:64c:0:0:80ff:fffe]/",
    "https://[fe80::1]/",
    "https://[fd00::1]/",
    "https://[fec0::1]/",
    "https://[ff02::1]/",
    "https://[2001:db8::1]/",
    "https://[100::1]/",
    "ftp://hooks.example.com/",
    "javascript:alert(1)",
    "not an address",
    "",
  ])("refuse %s at registration and at sending", async (url) => {
    expect(guarded.urlProblem(url)).toMatch(/^must /);
    await expect(guarded.send({ ...request, url })).rejects.toMatchObject({ kind: "permanent" });
  });

  it.each([
    "https://hooks.example.com/",
    "https://hooks.example.com:8443/a?b=c",
    "https://8.8.8.8/",
    "https://[2606:4700::1111]/",
  ])("take %s", (url) => expect(guarded.urlProblem(url)).toBeNull());

  it("connect to the address that was checked: a name that changes its mind is not asked twice", async () => {
    const asked: string[] = [];
    const answers = [[{ address: "93.184.215.14", family: 4 }], [{ address: "127.0.0.1", family: 4 }]];
    const resolve = async (name: string) => {
      asked.push(name);
      return answers[asked.length - 1] ?? [];
    };
    const stop = new AbortController();
    const sender = webhooks({ clock, resolve, ports: [receiver.port] });
    const url = `https://rebind.example.com:${receiver.port}/hooks`;
    const sent = sender.send({ ...request, url }, { signal: stop.signal });
    stop.abort();
    await expect(sent).rejects.toMatchObject({ kind: "transient" });
    expect(asked.length).toBeLessThanOrEqual(1);
    // The second time the name leads inside, and no connection is made.
    await expect(
      webhooks({ clock, ports: [receiver.port], resolve: async () => answers[1] ?? [] }).send({ ...request, url }),
    ).rejects.toMatchObject({ kind: "permanent", reason: "EPRIVATE" });
    expect(receiver.received).toHaveLength(0);
  });

  it("refuse a name that leads inside with one of its addresses", async () => {
    const resolve = async () => [
      { address: "93.184.215.14", family: 4 },
      { address: "::ffff:169.254.169.254", family: 6 },
    ];
    await expect(
      webhooks({ clock, resolve }).send({ ...request, url: "https://mixed.example.com/" }),
    ).rejects.toMatchObject({ kind: "permanent", message: "The name leads into a private network." });
  });

  it("say that a name does not exist", async () => {
    const resolve = async () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
    await expect(
      webhooks({ clock, resolve }).send({ ...request, url: "https://gone.example.com/" }),
    ).rejects.toMatchObject({ kind: "transient", reason: "ENOTFOUND" });
  });

  it.each([{ ports: [] }, { ports: [0] }, { userAgent: "a\r\nb" }])("refuse the options %j", (options) => {
    expect(() => webhooks(options)).toThrow(/webhooks\./);
  });
});
