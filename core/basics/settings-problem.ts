// What is wrong at one place of the settings, or worth a warning.

export interface SettingsProblem {
  /** Where in the document, as a JSON pointer: `/departments/0/members/1/number`. */
  readonly at: string;
  readonly problem: string;
}
