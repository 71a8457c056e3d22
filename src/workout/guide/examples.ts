/** The example workouts of the guide. They have no problems. */
export const EXAMPLES: readonly { title: string; sport: string; text: string }[] = [
  {
    title: "VO2max intervals by power",
    sport: "Ride",
    text: "Warmup\n- 10m ramp 50-70% 90rpm\n\nMain Set 4x\n- Hard 4m 105-110% 95rpm\n- Easy 3m 55%\n\nCooldown\n- 8m ramp 55-40%",
  },
  {
    title: "Over-unders with a free ride",
    sport: "VirtualRide",
    text: "Warmup\n- 15m Z2\n\nOver-under 3x\n- Under 3m 95%\n- Over 1m 105%\n\n- Easy 5m 50%\n- Sprint 15s maxeffort\n- Free 10m freeride\n\nCooldown\n- 10m Z1",
  },
  {
    title: "Track intervals by pace",
    sport: "Run",
    text: "Warmup\n- Jog 2km Z1 Pace\n\n5x\n- 800mtr 4:05-4:00/km Pace\n- Rest 1m30s intensity=rest\n\nCooldown\n- 10m Z1 HR press lap",
  },
  {
    title: "Long run by heart rate",
    sport: "Run",
    text: "- Easy 1h30m 75-82% LTHR\n- Steady 20m 88-92% LTHR\n- Easy 10m 75% LTHR",
  },
  {
    title: "Threshold swim",
    sport: "Swim",
    text: "Warmup\n- Easy 400mtr 80% Pace\n\n8x\n- 100mtr 95-100% Pace\n- Rest 20s intensity=rest\n\nCooldown\n- Choice 200mtr 75% Pace",
  },
];
