import type { ChatMessage, ServerEvent } from "@croupier/client";

/** What was said at the table since this page joined it, oldest first. */
export type Chat = readonly ChatMessage[];

const MESSAGES_KEPT = 50;

export const NO_CHAT: Chat = [];

export function hearChat(chat: Chat, event: ServerEvent): Chat {
  if (event.event !== "chat.message") return chat;
  return [...chat, event.data].slice(-MESSAGES_KEPT);
}
