/** Makes a function that runs at most once a frame, however often it is asked for. */
export function oncePerFrame(action) {
  let requested = 0;
  const schedule = () => {
    requested ||= requestAnimationFrame(() => {
      requested = 0;
      action();
    });
  };
  schedule.cancel = () => {
    cancelAnimationFrame(requested);
    requested = 0;
  };
  return schedule;
}
