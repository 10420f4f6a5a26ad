/** Calls a listener. Its mistakes surface as uncaught errors and don't cost the connection. */
export function tell(listen: () => void): void {
  try {
    listen();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}
