import type { ReactNode } from "react";

interface NoticeProps {
  readonly kind: "error" | "success" | "info";
  readonly children: ReactNode;
}

/** A message that assistive technology announces; errors interrupt, the rest waits its turn. */
export function Notice({ kind, children }: NoticeProps) {
  return (
    <div className={`notice notice-${kind}`} role={kind === "error" ? "alert" : "status"}>
      {children}
    </div>
  );
}
