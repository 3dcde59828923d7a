// Keeps a reader's own story in this browser (localStorage), so that a reload or a lost connection
// loses nothing. The server is told once a session what is kept; if that is nothing, only once there is
// something to keep, for each report is a run. It says when there is more to keep.
// What was asked and written is remembered by the window, not by this element: it may be remounted.
const memory = (window.atlasDraft ??= { answered: "", written: "" });

export default function ({ data, setStateValue }) {
  const read = () => {
    try {
      return { text: window.localStorage.getItem(data.name) ?? "", failed: false };
    } catch {
      return { text: "", failed: true };
    }
  };
  const tell = (failed, kept = read()) =>
    setStateValue("kept", { ask: data.ask, text: kept.text, failed: failed || kept.failed });

  const order = `${data.ask}:${data.number}`;
  if (data.number > 0 && memory.written !== order) {
    memory.written = order;
    try {
      window.localStorage.setItem(data.name, data.text);
    } catch {
      tell(true);
    }
  }
  if (memory.answered !== data.ask) {
    const kept = read();
    if (kept.text || kept.failed || data.wanted) {
      memory.answered = data.ask;
      tell(false, kept);
    }
  }

  // another tab of the same reader has written
  const heard = (event) => {
    if (event.key === data.name) tell(false);
  };
  window.addEventListener("storage", heard);
  return () => window.removeEventListener("storage", heard);
}
