/** What is known of the athlete in one sport: the sport settings of Intervals.icu, in its own units. */
export interface Thresholds {
  /** An activity type, such as "Ride". */
  sport: string;
  /** Watts. */
  ftp?: number;
  /** Beats per minute. */
  lthr?: number;
  maxHr?: number;
  restingHr?: number;
  /** Metres per second, in every sport. */
  thresholdPace?: number;
  /** The unit of a pace written without one: MINS_KM, SECS_100M … */
  paceUnits?: string;
  /** Tops of the zones, ascending: percent of FTP, beats per minute, percent of threshold speed. */
  powerZones?: readonly number[];
  hrZones?: readonly number[];
  paceZones?: readonly number[];
  /** Which load counts where several can be computed: POWER_HR_PACE, HR_PACE_POWER … */
  loadOrder?: string;
}
