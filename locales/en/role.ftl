# The roles, as the header and a refusal show them.
role-ADMIN = admin
role-COORDINATOR = coordinator
role-SUPPORT = support
role-WORKSHOP = workshop
role-AUDITOR = auditor
role-CUSTOMER = customer
role-SYSTEM = system
