import type { Transport } from "../src/index.js";
import type { FakeServer } from "./fakeServer.js";

/** A browser's WebSocket class whose connections all lead to the fake server. */
export function fakeWebSocket(server: FakeServer) {
  return class {
    onopen: () => void = () => undefined;
    onmessage: (message: { data: string }) => void = () => undefined;
    onclose: (closed: { code: number }) => void = () => undefined;
    private readonly transport: Transport;

    constructor(url: string) {
      this.transport = server.openTransport(url, {
        onOpen: () => this.onopen(),
        onMessage: (data) => this.onmessage({ data }),
        onClose: (code) => this.onclose({ code }),
      });
    }

    send(text: string): void {
      this.transport.send(text);
    }

    close(): void {
      this.transport.close();
    }
  };
}
