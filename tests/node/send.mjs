// Sends one error event by DSN with the real SDK and waits until it is flushed: node send.mjs DSN MESSAGE
import * as Sentry from "@sentry/node";

const [dsn, message] = process.argv.slice(2);
Sentry.init({ dsn, environment: "production", release: "shop@1.2.3", defaultIntegrations: false });

class RateLimitError extends Error {
  constructor(text) {
    super(text);
    this.name = "RateLimitError";
    this.status = 429;
  }
}

const id = Sentry.captureException(new RateLimitError(message));
const flushed = await Sentry.flush(10_000);
process.stdout.write(JSON.stringify({ id, flushed }) + "\n");
