/** The little of a WebSocket that the client uses, so that tests can stand in for it. */
export interface Transport {
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

export interface TransportListener {
  onOpen(): void;
  onMessage(text: string): void;
  onClose(code: number): void;
}

export type OpenTransport = (url: string, listener: TransportListener) => Transport;

export const openWebSocket: OpenTransport = (url, listener) => {
  const socket = new WebSocket(url);
  socket.onopen = () => listener.onOpen();
  socket.onmessage = (message) => {
    if (typeof message.data === "string") listener.onMessage(message.data);
  };
  socket.onclose = (closed) => listener.onClose(closed.code);
  return {
    send: (text) => socket.send(text),
    close: (code, reason) => socket.close(code, reason),
  };
};
