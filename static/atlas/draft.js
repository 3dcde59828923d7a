// Keeps a reader's own story in this browser (localStorage), so that a reload or a lost connection
// loses nothing. The server asks once a session what is kept, and says when there is more to keep.
// What was asked and written is remembered by the window, not by this element: it may be remounted.
const memory = (window.atlasDraft ??= { answered: "", written: "" });

export default function ({ data, setStateValue }) {
  const tell = (failed) => {
    let text = "";
    try {
      text = window.localStorage.getItem(data.name) ?? "";
    } catch {
      failed = true;
    }
    setStateValue("kept", { ask: data.ask, text, failed });
  };

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
    memory.answered = data.ask;
    tell(false);
  }

  // another tab of the same reader has written
  const heard = (event) => {
    if (event.key === data.name) tell(false);
  };
  window.addEventListener("storage", heard);
  return () => window.removeEventListener("storage", heard);
}
