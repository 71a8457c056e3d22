/** The sport settings of one athlete and sport, in the units of Intervals.icu. Unset fields are unknown. */
export interface Thresholds {
  /** An activity type of Intervals.icu, such as "Ride". */
  sport: string;
  /** Watts. */
  ftp?: number;
  /** Threshold heart rate, beats per minute. */
  lthr?: number;
  /** Beats per minute. */
  maxHr?: number;
  /** Beats per minute. */
  restingHr?: number;
  /** A speed in metres per second, in every sport. */
  thresholdPace?: number;
  /** The unit of a pace that is written without one: MINS_KM, SECS_100M … */
  paceUnits?: string;
  /** Upper bounds of the zones, ascending, in percent of FTP. */
  powerZones?: readonly number[];
  /** In beats per minute. */
  hrZones?: readonly number[];
  /** In percent of threshold speed. */
  paceZones?: readonly number[];
  /** Which load counts if several can be calculated: POWER_HR_PACE, HR_PACE_POWER … */
  loadOrder?: string;
}
