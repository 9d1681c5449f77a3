"""What can happen, as plain functions within one transaction; no door and no channel is known here.

Whatever a person does comes in at `front`, and what is due at `coming_due`; each gets a `Turn`.
An answer goes on to `conversations` (what a flow sends: `sent`, and the tables in `effects/`; what it
may name: `bindings`), a press to the tables in `presses/`, words to `relay/`, where they wait for a
yes or go on. What the house says goes out by `screens` and `outgoing`, and `leaving` asks once more.

The matters: `tonight` and `tonight_duty`, `applications`, `situations`, `appointments` and
`appointment_changes`, `rent` and `rent_plan`, `tasks`, `codes`, `privacy`. Who somebody is and may
see: `people`, `access`. What they see: `menu`, `staff`, `person_menu`, `texts`, `words/`. Time: `due`
plans, `housekeeping` looks ahead and forgets.
"""
