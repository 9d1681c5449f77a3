"""Who has a resident: handing over, being away, a new phone, and those who are gone.

`sweep` takes what a chat showed about somebody, `handing_over` moves all that is open to a new
worker, `away` and `uncovered` are absences and the appointments in them, `older` is a stand-in's
question to the resident, `shared` what a human may see of a flow they came into.
"""
