import { Button } from './Button.tsx';

export interface ShowMoreProps {
  /** Absent where there is no more to show. */
  readonly onPress: (() => void) | undefined;
  readonly isPending: boolean;
  /** What the button says. @default 'Show more' */
  readonly label?: string;
}

/** Stands at the end of a list of which more can be shown. */
export const ShowMore = ({ onPress, isPending, label = 'Show more' }: ShowMoreProps) =>
  onPress && (
    <div>
      <Button isPending={isPending} onPress={onPress}>
        {label}
      </Button>
    </div>
  );
