const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export function formatClock(date) {
  return clock.format(date);
}

export function formatFull(date) {
  return full.format(date);
}

/** The clock with milliseconds, for logs. */
export function formatPreciseClock(date) {
  return `${clock.format(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** How long ago something was, in its largest unit. */
export function formatAge(milliseconds) {
  return `${formatDuration(milliseconds).split(' ').slice(0, 2).join(' ')} ago`;
}

/** A duration in its two largest units. */
export function formatDuration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) {
    return `${days} d ${hours % 24} h`;
  }

  if (hours > 0) {
    return `${hours} h ${minutes % 60} min`;
  }

  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
