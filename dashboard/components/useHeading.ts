import { type RefObject, useEffect, useRef } from 'react';

/** The page with which somebody came has the focus where the browser puts it. */
let isFirst = true;

/**
 * Names the browser's tab, and moves the focus to the heading where a page takes the place of another: what had it is gone, or
 * leads to where one is. Whoever listens hears the heading, and goes on from there. A field that wants the focus keeps it.
 */
export function useHeading(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Frontdesk`;
  }, [title]);
  useEffect(() => {
    const wasFirst = isFirst;
    isFirst = false;
    const page = heading.current?.closest('main');
    if (wasFirst || page?.querySelector(':scope input:focus')) return;
    heading.current?.focus();
  }, []);
  return heading;
}
