"""What can happen, as plain functions within one transaction; no door and no channel is known here.

The way through: whatever a person does comes in at `front` (files and changes at `received`), what is
due at `coming_due`; each gets a `Turn`. An answer goes on to `conversations` (what a flow sends:
`sent`, and the tables in `effects/`; what it may name: `bindings`, and `named` of a matter), a press
to the tables in `presses/`, words to `relay/`. What the house says goes out by `screens` and
`outgoing`, and `leaving` asks once more whether it may.

The matters, a folder each, whose docstring says more:

- for residents: `tonight/`, `housing/`, `cases/` (what becomes of an application), `discharge/`,
  `appointments/`, `meetings/`, `money/`, `repairs/`, `reminders/`, `talk/`, `mine/`;
- between residents and staff: `relay/` (words and files, both ways), `owners/` (who has whom),
  `danger/`, `remember/` (nothing is forgotten), `archive/`;
- for staff: `team/` (a worker's day), `at_desk/`, and `staff`, `person_menu`, `tasks`.

What every matter uses: `people` and `access` (who somebody is, and what they may), `due` (puts things
in the plan), `texts` and `words/` (what is said), `errors`. Each night: `housekeeping`, `forgetting`.

A matter knows no table of buttons or effects: the tables name its verbs. A contract checks it.
"""
