from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0002_author")]

    operations = [migrations.RenameField("author", "bio", "biography")]
