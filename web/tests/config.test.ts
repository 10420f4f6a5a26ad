import { expect, it } from "vitest";
import { parseConfig } from "../src/config/config";

const good = {
  rest_url: "http://127.0.0.1:4566/api/",
  websocket_url: "ws://127.0.0.1:4566/ws",
  stage: "local",
  psp_url: "http://127.0.0.1:8420",
};

it("reads a stage's addresses without trailing slashes", () => {
  expect(parseConfig(good)).toEqual({
    restUrl: "http://127.0.0.1:4566/api",
    websocketUrl: "ws://127.0.0.1:4566/ws",
    stage: "local",
    pspUrl: "http://127.0.0.1:8420",
  });
});

it("does without a payment stand-in", () => {
  expect(parseConfig({ ...good, psp_url: null }).pspUrl).toBeNull();
});

it.each([
  [null, "no object"],
  [{ ...good, rest_url: undefined }, "rest_url"],
  [{ ...good, websocket_url: "http://127.0.0.1" }, "websocket_url"],
  [{ ...good, psp_url: "javascript:alert(1)" }, "psp_url"],
])("names what is wrong in %j", (body, complaint) => {
  expect(() => parseConfig(body)).toThrow(complaint);
});
