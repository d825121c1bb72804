import { useEffect, useState } from 'react';

/** Where the console keeps its own choice: both pages look alike. */
const KEY = 'graphiql:theme';

type Theme = '' | 'light' | 'dark';

export function ThemeSelect() {
  const [theme, setTheme] = useState<Theme>(() => asTheme(localStorage.getItem(KEY)));
  useEffect(() => {
    for (const each of ['light', 'dark']) document.body.classList.toggle(`graphiql-${each}`, each === theme);
  }, [theme]);
  const choose = (value: string) => {
    const chosen = asTheme(value);
    if (chosen === '') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, chosen);
    setTheme(chosen);
  };
  return (
    <select aria-label="Colours" value={theme} onChange={({ target: { value } }) => choose(value)}>
      <option value="">System</option>
      <option value="light">Light</option>
      <option value="dark">Dark</option>
    </select>
  );
}

const asTheme = (value: string | null): Theme => (value === 'light' || value === 'dark' ? value : '');
