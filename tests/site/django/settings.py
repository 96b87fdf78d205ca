import os

from psycopg.conninfo import conninfo_to_dict

# The address in Django's own words.
address = conninfo_to_dict(os.environ["DATABASE_URL"])
DATABASES = {"default": {
    "ENGINE": "django.db.backends.postgresql", "NAME": address["dbname"], "USER": address["user"],
    "HOST": address["host"], "PASSWORD": address.get("password", ""), "PORT": address.get("port", ""),
}}
INSTALLED_APPS = ["krafta"]
USE_TZ, TIME_ZONE = True, "America/Caracas"
