import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publication', '0003_section_colour_check'),
    ]

    operations = [
        migrations.AddField(
            model_name='nameplate',
            name='epub_hour',
            field=models.PositiveSmallIntegerField(default=6, help_text='Once a day at this hour, 0 to 23, the stories of the 24 hours before become an e-book.', validators=[django.core.validators.MaxValueValidator(23)], verbose_name='hour of the offline edition'),
        ),
    ]
