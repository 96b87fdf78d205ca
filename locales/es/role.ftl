# The roles, as the header and a refusal show them.
role-ADMIN = admin
role-COORDINATOR = coordinación
role-SUPPORT = soporte
role-WORKSHOP = taller
role-AUDITOR = auditoría
role-CUSTOMER = cliente
role-SYSTEM = sistema
