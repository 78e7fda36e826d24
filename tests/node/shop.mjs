// A shop in Express with the bugs that such shops have, and the real SDK: node shop.mjs
// Reads its settings as one line of JSON (dsn, release, ports, shop), then one order a line ({"name", "where"}); answers
// each with an empty line, and the line "sent" with [[event id, name], …].
import * as Sentry from "@sentry/node";
import assert from "node:assert";
import { readFile } from "node:fs/promises";
import http from "node:http";
import { createInterface } from "node:readline";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const settings = JSON.parse((await lines.next()).value);
const sent = [];
let current = "";
Sentry.init({
  dsn: settings.dsn,
  environment: "production",
  release: settings.release,
  beforeSend(event) {
    sent.push([event.event_id, current]);
    return event;
  },
  // The same failure met twice in a row is two events here, as it is when two users meet it.
  integrations: (all) => [
    ...all.filter(({ name }) => name !== "Dedupe" && name !== "OnUnhandledRejection"),
    Sentry.onUnhandledRejectionIntegration({ mode: "warn" }),
  ],
});
const { default: express } = await import("express");
const { default: axios } = await import("axios");
const { default: pg } = await import("pg");

const { ports } = settings;
const services = `http://127.0.0.1:${settings.shop}`;
const database = (name, port) => new pg.Client({ host: "127.0.0.1", port, user: "shop", password: "lab", database: name });

async function query(name, port) {
  const client = database(name, port);
  client.on("error", () => {});
  await client.connect();
  try {
    return await client.query("SELECT body FROM documents LIMIT 1");
  } finally {
    client.end().catch(() => {});
  }
}

function depth(parents, number) {
  return 1 + depth(parents, parents[number]);
}

const shop = express();
shop.set("views", "pages");
shop.engine("html", (path, options, done) => done(null, ""));
shop.set("view engine", "html");
shop.get("/cart/:number/total", (request, response) => response.json({ total: request.cart.total }));
shop.get("/account/:name", (request, response) => {
  const customer = request.params.name === "nobody" ? { email: "" } : null;
  response.send(customer.email);
});
shop.get("/vat/:number", (request, response) => response.json({ vat: request.params.number * vatRate }));
shop.get("/orders/:number/sum", (request, response) => response.json({ sum: { positions: 3 }.positions.reduce((a, b) => a + b) }));
shop.get("/orders/:number/items", (request, response) => {
  const items = [...{ number: request.params.number }];
  response.json(items);
});
shop.get("/basket/:name", (request, response) => response.json(JSON.parse(`{basket: ${request.params.name}}`)));
shop.get("/categories/:number", (request, response) => {
  const { number } = request.params;
  response.json({ depth: depth({ [number]: number }, number) });
});
shop.get("/pages/:number", (request, response) => response.json(new Array(-Number(request.params.number))));
shop.get("/ledger/:number", (request, response) => response.json({ balance: BigInt(request.params.number) }));
shop.get("/invoices/:number", async (request, response) => response.send(await readFile(`/srv/shop/invoices/${request.params.number}.pdf`)));
shop.get("/twice/:number", (request, response) => {
  response.send("first");
  response.setHeader("x-number", request.params.number);
});
shop.get("/about/:name", (request, response) => response.render(`about-${request.params.name}`));
shop.get("/check/:number", (request, response) => {
  assert.strictEqual(Number(request.params.number), -1, "the total does not match its positions");
  response.send("fine");
});
shop.get("/newsletter/:number", (request, response) => {
  Promise.reject(new Error(`newsletter ${request.params.number} has no text`));
  response.send("sending");
});
shop.get("/barcode/:number", async (request, response) => response.send(await import("shop-barcodes")));
shop.get("/partner/:number", async (request, response) => response.json(await fetch(`http://127.0.0.1:${ports.closed}/stock`)));
shop.get("/forecast/:number", async (request, response) => response.json(await fetch(`${services}/stock`, { signal: AbortSignal.timeout(50) })));
shop.get("/labels/:number", async (request, response) => response.json((await axios.get(`${services}/v2/labels`, { proxy: false })).data));
shop.get("/stock/:number", async (request, response) => response.json((await axios.get(`${services}/stock`, { timeout: 50, proxy: false })).data));
shop.get("/documents/:number", async (request, response) => response.json(await query("catalogue", ports.postgres)));
shop.get("/sessions/:number", async (request, response) => response.json(await query("sessions", ports.postgres)));
shop.get("/archive/:number", async (request, response) => response.json(await query("catalogue", ports.closed)));
Sentry.setupExpressErrorHandler(shop);
shop.use((error, request, response, next) => (response.headersSent ? response.end() : response.status(500).send("sorry")));

const server = shop.listen(0, "127.0.0.1", async () => {
  process.stdout.write("\n");
  for await (const line of lines) {
    if (line === "sent") {
      await Sentry.flush(10_000);
      process.stdout.write(JSON.stringify(sent) + "\n");
      continue;
    }
    const asked = JSON.parse(line);
    current = asked.name;
    await ask(asked.where.replace(/^GET /, ""));
    await new Promise((resolve) => setImmediate(resolve));
    await Sentry.flush(10_000); // what is still being prepared belongs to this order
    process.stdout.write("\n");
  }
  process.exit(0);
});

function ask(path) {
  return new Promise((resolve) => {
    const request = http.get({ host: "127.0.0.1", port: server.address().port, path, agent: false }, (response) => {
      response.resume();
      response.on("close", resolve);
    });
    request.on("error", resolve);
  });
}
